// What a reader of pdf.js sees: every page rendered, its text, structure and links; each note followed
// from its mark to the place that the link names, and back.

import * as pdfjs from '/modules/pdfjs-dist/build/pdf.min.mjs'

pdfjs.GlobalWorkerOptions.workerSrc = '/modules/pdfjs-dist/build/pdf.worker.min.mjs'

// Pixels for a point: enough for a page to be drawn, and no more.
const SCALE = 0.5

// Points between a place that is named and the line that stands there.
const NEAR = 24

export async function read(url) {
    const file = await pdfjs.getDocument({
        url,
        wasmUrl: '/modules/pdfjs-dist/wasm/',
        iccUrl: '/modules/pdfjs-dist/iccs/',
        standardFontDataUrl: '/modules/pdfjs-dist/standard_fonts/',
        stopAtErrors: true,
    }).promise
    const report = {
        items: 0,
        pages: 0,
        tagged: 0,
        labels: await file.getPageLabels(),
        blank: [],
        notes: { followed: 0, returned: 0 },
        text: '',
        faults: [],
    }
    const canvas = document.createElement('canvas')
    const pages = []
    for (let number = 1; number <= file.numPages; number += 1) {
        const page = await file.getPage(number)
        pages.push(await seen(page, canvas, report))
        page.cleanup()
    }
    await followEveryNote(file, pages, report)
    return report
}

async function seen(page, canvas, report) {
    const viewport = page.getViewport({ scale: SCALE })
    canvas.width = viewport.width
    canvas.height = viewport.height
    await page.render({ canvas, viewport }).promise
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    report.blank.push(data.every(own => own === 255))
    const text = await page.getTextContent()
    const tree = await page.getStructTree()
    const links = await page.getAnnotations()
    report.pages += 1
    report.text += text.items.map(own => own.str + (own.hasEOL ? '\n' : '')).join('') + '\n'
    if (tree?.children.length > 0) report.tagged += 1
    const byId = new Map(links.map(own => [`pdfjs_internal_id_${own.id}`, own]))
    const linksIn = (role, outside) => idsIn(tree, role, outside).map(id => byId.get(id))
    return { calls: linksIn('Reference', 'Note'), backs: linksIn('Note', '') }
}

// The links inside elements of a role, without those inside elements of another role.
function idsIn(node, role, outside, isInside = false) {
    if (node?.type === 'annotation') return isInside ? [node.id] : []
    if (!node?.children || node.role === outside) return []
    const isIn = isInside || node.role === role
    return node.children.flatMap(child => idsIn(child, role, outside, isIn))
}

// A call is a reference that leads to a note; the note's own link leads back to the call's page and line.
async function followEveryNote(file, pages, report) {
    const place = async link => {
        const [page, , , top] = await file.getDestination(link.dest)
        return { index: await file.getPageIndex(page), top }
    }
    const isAt = (link, { top }) => Math.abs(link.rect[3] - top) < NEAR
    for (const [index, { calls }] of pages.entries()) {
        for (const call of calls.filter(own => own.dest)) {
            const there = await place(call)
            const notes = pages[there.index].backs.filter(own => own.dest && isAt(own, there))
            if (notes.length === 0) continue
            report.notes.followed += 1
            const places = await Promise.all(notes.map(place))
            if (places.some(back => back.index === index && isAt(call, back))) {
                report.notes.returned += 1
            } else {
                report.faults.push(`page ${index + 1}: the note of ${call.dest} does not lead back`)
            }
        }
    }
}
