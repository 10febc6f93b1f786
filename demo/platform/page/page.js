import { element } from './element.js'
import { renderReceived, renderUser } from './rows.js'

const byId = (id) => document.getElementById(id)
const STATES = { active: 'ativos', suspended: 'suspensos', removed: 'removidos' }

let view = { integrations: [] }
let selected = location.hash.slice(1)
let newestSeen = null

const current = () => view.integrations.find(({ slug }) => slug === selected) ?? view.integrations[0]

const post = async (path, value) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(value) })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message)
  return answer
}

const select = (slug) => {
  selected = slug
  newestSeen = null
  byId('secret').value = ''
  byId('secret-problem').textContent = ''
  history.replaceState(null, '', `#${slug}`)
  render()
}

const renderTabs = () => {
  const tabs = view.integrations.map(({ slug, name }) =>
    element(
      'button',
      { type: 'button', 'aria-current': String(slug === current()?.slug), onclick: () => select(slug) },
      name,
    ),
  )
  const open = () => byId('dialog').showModal()
  byId('tabs').replaceChildren(
    ...tabs,
    element('button', { type: 'button', class: 'new', onclick: open }, '+ Nova integração'),
  )
}

const renderSwitches = ({ switches }) => {
  for (const [name, value] of Object.entries(switches)) {
    const input = byId('switches').elements[name]
    input.classList.toggle('engaged', Boolean(value))
    if (document.activeElement === input && name === 'failNext') continue
    if (input.type === 'checkbox') input.checked = value
    else input.value = String(value)
  }
}

const renderList = (list, rows, empty) =>
  list.replaceChildren(...(rows.length > 0 ? rows : [element('li', { class: 'empty' }, empty)]))

const render = () => {
  renderTabs()
  const integration = current()
  byId('main').hidden = !integration
  if (!integration) return
  byId('name').textContent = integration.name
  byId('url').textContent = integration.url
  byId('secret-label').textContent = integration.hasSecret
    ? 'Segredo de assinatura conhecido. Trocou o segredo no painel? Cole o novo:'
    : 'Cole o segredo de assinatura que o painel mostra (começa com whsec_):'
  const counts = Object.entries(STATES).map(([state, label]) =>
    element('div', { class: `count ${state}` }, element('b', {}, String(integration.counts[state])), label),
  )
  byId('counts').replaceChildren(...counts)
  renderSwitches(integration)
  renderList(
    byId('users'),
    integration.users.map(renderUser),
    'Ninguém ainda. Vincule um pacote a um serviço no painel.',
  )
  const open = new Set([...document.querySelectorAll('#received details[open]')].map(({ dataset }) => dataset.number))
  const fresh = (number) => newestSeen !== null && number > newestSeen
  const rows = integration.received.map((entry) =>
    renderReceived(entry, { isOpen: open.has(String(entry.number)), isFresh: fresh(entry.number) }),
  )
  renderList(byId('received'), rows, 'Nenhum webhook ainda. Use Testar no painel.')
  newestSeen = integration.received[0]?.number ?? 0
}

byId('copy').addEventListener('click', async ({ target }) => {
  await navigator.clipboard.writeText(current().url)
  target.textContent = 'Copiado'
  setTimeout(() => {
    target.textContent = 'Copiar'
  }, 1500)
})

byId('secret-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const problem = byId('secret-problem')
  problem.textContent = ''
  try {
    await post(`/integrations/${current().slug}/secret`, { secret: byId('secret').value })
    byId('secret').value = ''
  } catch (error) {
    problem.textContent = error.message
  }
})

byId('switches').addEventListener('change', ({ currentTarget }) => {
  const { failNext, delaySeconds, refuse } = currentTarget.elements
  const value = { failNext: Number(failNext.value), delaySeconds: Number(delaySeconds.value), refuse: refuse.checked }
  post(`/integrations/${current().slug}/switches`, value).catch(() => render())
})
byId('switches').addEventListener('submit', (event) => event.preventDefault())

byId('cancel').addEventListener('click', () => byId('dialog').close())
byId('new-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const { slug } = await post('/integrations', { name: byId('new-name').value })
    byId('dialog').close()
    byId('new-name').value = ''
    select(slug)
  } catch (error) {
    byId('new-problem').textContent = error.message
  }
})

const setLive = (isLive) => {
  byId('live').classList.toggle('on', isLive)
  byId('live').textContent = isLive ? 'ao vivo' : 'sem conexão, tentando de novo…'
}
const feed = new EventSource('/live')
feed.addEventListener('open', () => setLive(true))
feed.addEventListener('error', () => setLive(false))
feed.addEventListener('message', ({ data }) => {
  view = JSON.parse(data)
  render()
})
