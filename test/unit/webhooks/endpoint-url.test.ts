import { describe, expect, it } from 'vitest'
import { checkEndpointUrl, DEFAULT_ENDPOINT_POLICY, type EndpointPolicy } from '../../../src/webhooks/endpoint-url.js'

const demo: EndpointPolicy = {
  allowHttp: true,
  allowedPorts: 'any',
  allowedHosts: ['localhost', 'tv.internal'],
  allowedCidrs: ['127.0.0.0/8', '::1/128'],
}

describe('BR-05: an endpoint by the default policy', () => {
  it.each([
    ['https://platform.example.com/hook?a=b', undefined],
    ['https://platform.example.com:8443/', undefined],
    ['https://8.8.8.8/', undefined],
    ['https://tv.example.com.br./hook', undefined],
    ['', 'invalidUrl'],
    ['platform.example.com', 'invalidUrl'],
    ['https://', 'invalidUrl'],
    ['https://exa mple.com', 'invalidUrl'],
    ['http://platform.example.com/', 'urlNotHttps'],
    ['ftp://platform.example.com/', 'urlNotHttps'],
    ['file:///etc/passwd', 'urlNotHttps'],
    ['javascript:alert(1)', 'urlNotHttps'],
    ['https://user:pass@platform.example.com/', 'urlHasCredentials'],
    ['https://user@platform.example.com/', 'urlHasCredentials'],
    ['https://platform.example.com:22/', 'urlPortNotAllowed'],
    ['https://platform.example.com:80/', 'urlPortNotAllowed'],
    ['https://localhost/', 'urlAddressNotAllowed'],
    ['https://localhost./', 'urlAddressNotAllowed'],
    ['https://intranet/', 'urlAddressNotAllowed'],
    ['https://printer.local/', 'urlAddressNotAllowed'],
    ['https://db.internal/', 'urlAddressNotAllowed'],
    ['https://DB.INTERNAL./', 'urlAddressNotAllowed'],
    ['https://127.0.0.1/', 'urlAddressNotAllowed'],
    ['https://2130706433/', 'urlAddressNotAllowed'],
    ['https://0x7f.1/', 'urlAddressNotAllowed'],
    ['https://127.1/', 'urlAddressNotAllowed'],
    ['https://0/', 'urlAddressNotAllowed'],
    ['https://[::1]/', 'urlAddressNotAllowed'],
    ['https://[::ffff:127.0.0.1]/', 'urlAddressNotAllowed'],
    ['https://[fd00:ec2::254]/', 'urlAddressNotAllowed'],
    ['https://169.254.169.254/latest/meta-data', 'urlAddressNotAllowed'],
    ['https://①②⑦.⓪.⓪.①/', 'urlAddressNotAllowed'],
  ])('%s → %s', (url, issue) => expect(checkEndpointUrl(url, DEFAULT_ENDPOINT_POLICY)).toBe(issue))
})

describe('an endpoint by the policy of a demo', () => {
  it.each([
    ['http://127.0.0.1:4300/hook', undefined],
    ['http://[::1]:4300/hook', undefined],
    ['http://localhost:4300/hook', undefined],
    ['http://tv.internal/hook', undefined],
    ['http://10.0.0.1/hook', 'urlAddressNotAllowed'],
    ['http://other.internal/hook', 'urlAddressNotAllowed'],
    ['http://user:pass@127.0.0.1/', 'urlHasCredentials'],
    ['ftp://127.0.0.1/', 'urlNotHttps'],
  ])('%s → %s', (url, issue) => expect(checkEndpointUrl(url, demo)).toBe(issue))
})
