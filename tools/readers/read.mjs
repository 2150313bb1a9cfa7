// Opens a file in a reading system as a person would, and says what is seen.
//
//   node read.mjs epubjs|foliate|pdfjs FILE       NODE_MODULES and CHROMIUM are in the environment
//
// A server on this machine alone gives the page, the reading system and the file to a headless
// Chromium. The page's script (epubjs.js, foliate.js, pdfjs.js) goes through the file and returns
// the report, which is printed as JSON:
//
//   reader    its name and version
//   items     documents of the spine, or 0
//   pages     pages turned, as the reader breaks them; of a PDF its own
//   labels    the names of the printed pages as the reader lists them (not epub.js, which reads
//             numbers alone)
//   blank     of a PDF: whether each page is blank as it is drawn
//   tagged    pages whose structure the reader sees; 0 for an EPUB
//   notes     how many marks were followed to their note, how many led back, and how many notes
//             popped up beside their mark (foliate-js alone)
//   text      all that is seen, in reading order
//   faults    what went wrong, one sentence each, the browser's own complaints among them

import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { createRequire } from 'node:module'

const { NODE_MODULES: modules, CHROMIUM: browserPath } = process.env
const [reader, file] = process.argv.slice(2)
if (!modules || !browserPath || !reader || !file) {
    console.error('usage: NODE_MODULES=… CHROMIUM=… node read.mjs epubjs|foliate|pdfjs FILE')
    process.exit(2)
}
const puppeteer = createRequire(join(modules, 'x.js'))('puppeteer-core')

const PACKAGES = { epubjs: 'epubjs', foliate: 'foliate-js', pdfjs: 'pdfjs-dist' }

const TYPES = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
}

const page = name => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${name}</title>
<style>html, body { margin: 0 } #page { width: 600px; height: 800px }</style>
<script src="/modules/jszip/dist/jszip.min.js"></script>
<script src="/modules/epubjs/dist/epub.min.js"></script>
<div id="page"></div>
<script type="module">
import { read } from '/readers/${name}.js'
window.report = read('/book')
</script></html>`

// The package of the reading system, and its version.
async function name() {
    const text = await readFile(join(modules, PACKAGES[reader], 'package.json'), 'utf8')
    const { name, version } = JSON.parse(text)
    return `${name} ${version}`
}

async function answer(request, response) {
    const path = normalize(new URL(request.url, 'http://x').pathname)
    const send = (bytes, type) => response.writeHead(200, { 'content-type': type }).end(bytes)
    if (path === '/') return send(page(reader), 'text/html')
    if (path === '/book') return send(await readFile(file), 'application/octet-stream')
    if (path === '/favicon.ico') return response.writeHead(204).end()
    const [, room, ...rest] = path.split('/')
    const folder = { readers: import.meta.dirname, modules }[room]
    if (!folder) return response.writeHead(404).end()
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    send(await readFile(join(folder, ...rest)), type)
}

const server = createServer((request, response) => {
    answer(request, response).catch(error => response.writeHead(404).end(String(error)))
})
await new Promise(ready => server.listen(0, '127.0.0.1', ready))

const browser = await puppeteer.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu'],
    timeout: 120_000,
    protocolTimeout: 840_000,
})
let report
try {
    const tab = await browser.newPage()
    await tab.setViewport({ width: 640, height: 840 })
    const complaints = []
    tab.on('pageerror', error => complaints.push(`the page: ${error.message}`))
    tab.on('console', message => {
        if (message.type() === 'error') complaints.push(`the console: ${message.text()}`)
    })
    tab.on('requestfailed', request => {
        complaints.push(`not loaded: ${request.url()} (${request.failure()?.errorText})`)
    })
    await tab.goto(`http://127.0.0.1:${server.address().port}/`)
    await tab.waitForFunction(() => window.report !== undefined, { timeout: 60_000 })
    report = await tab.evaluate(() => window.report)
    report.reader = await name()
    report.faults.push(...complaints)
} finally {
    await browser.close()
    server.close()
}
process.stdout.write(JSON.stringify(report))
