// The last line of .ci/run: how many tests and checks passed and failed, and the exit code that follows from it.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const option = { type: 'string' }
const { values } = parseArgs({
  options: { results: option, 'tests-exit': option, checks: option, 'checks-exit': option },
})

const readResults = () => {
  try {
    return JSON.parse(readFileSync(values.results, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  }
}

const tests = readResults()
// A file that could not even be loaded holds no failed test, and has failed all the same.
const brokenFiles = tests.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length
const checks = readFileSync(values.checks, 'utf8').split('\n')
const counted = {
  passed: tests.numPassedTests + checks.filter((line) => line.startsWith('✓ ')).length,
  failed: tests.numFailedTests + brokenFiles + checks.filter((line) => line.startsWith('✗ ')).length,
}
const exitedWell = values['tests-exit'] === '0' && values['checks-exit'] === '0'
const failed = !exitedWell && counted.failed === 0 ? 1 : counted.failed

console.log(`${counted.passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
