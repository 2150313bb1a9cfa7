// What a reader of foliate-js sees: pages turned to the end, each note followed and left again, and
// the first note of each section as it stands in the pop-up beside its mark.

import '/modules/foliate-js/view.js'
import { FootnoteHandler } from '/modules/foliate-js/footnotes.js'

import { CLICK, after, followNotes, marksOf, soon } from './common.js'

export async function read(url) {
    const report = {
        items: 0,
        pages: 0,
        tagged: 0,
        labels: [],
        blank: [],
        notes: { followed: 0, returned: 0, popped: 0 },
        text: '',
        faults: [],
    }
    const view = document.createElement('foliate-view')
    view.style.cssText = 'display: block; width: 600px; height: 800px'
    document.getElementById('page').append(view)
    const bytes = await (await fetch(url)).blob()
    await view.open(new File([bytes], 'book.epub'))
    view.renderer.setAttribute('max-column-count', '1')
    const labels = items => items.flatMap(own => [own.label, ...labels(own.subitems ?? [])])
    report.labels = labels(view.book.pageList ?? [])
    await turnEveryPage(view, report)
    await followEveryNote(view, report)
    return report
}

const shown = view => view.renderer.getContents()[0]

async function turnEveryPage(view, report) {
    const seen = new Set()
    for (;;) {
        await view.renderer.next()
        report.pages += 1
        const { doc, index } = shown(view)
        if (!seen.has(index)) {
            seen.add(index)
            report.text += `${doc.body.innerText}\n`
        }
        const { page, pages } = view.renderer
        const last = view.book.sections.length - 1
        // The first and the last page of a section are empty ones, which make it turn.
        if (index === last && page >= pages - 2) break
    }
    report.items = seen.size
    view.book.sections.forEach((section, index) => {
        if (section.linear !== 'no' && !seen.has(index)) {
            report.faults.push(`${section.id} is never shown`)
        }
    })
}

async function followEveryNote(view, report) {
    const popups = new FootnoteHandler()
    for (const [index, section] of view.book.sections.entries()) {
        const own = {
            element: id => shown(view).doc.getElementById(id),
            click: link => after(view, 'relocate', () => link.click(), CLICK),
            isShown: element => isShown(view, element),
            restart: () => view.goTo(index),
        }
        await own.restart()
        const marks = marksOf(shown(view).doc)
        if (marks.length > 0) await popUp(view, popups, index, own.element(marks[0]), report)
        await followNotes(section.id, marks, own, report)
    }
}

// Asks for the note beside its mark, as a tap on it does, and compares it with the note in its place.
// The pop-up stays: one that goes while foliate-js still measures it is an error of foliate-js.
async function popUp(view, popups, index, call, report) {
    const href = view.book.sections[index].resolveHref(call.getAttribute('href'))
    const note = shown(view).doc.getElementById(href.split('#')[1])
    const event = new CustomEvent('link', { detail: { a: call, href }, cancelable: true })
    const place = ({ detail }) => document.getElementById('page').append(detail.view)
    popups.addEventListener('before-render', place, { once: true })
    const popup = await after(popups, 'render', () => popups.handle(view.book, event))
    await after(popup.view, 'create-overlay', () => {})
    const own = popup.view.renderer.getContents()[0].doc.body.textContent.trim()
    if (popup.type === 'footnote' && own === note.textContent.trim()) report.notes.popped += 1
    else report.faults.push(`${href}: the pop-up is no footnote or says something else`)
}

// Whether an element is on the page that is shown, or will be in a moment.
const isShown = (view, element) => {
    const { ownerDocument } = element
    return soon(() => {
        const range = view.lastLocation?.range
        if (element.getClientRects().length === 0) return false
        return range?.startContainer.ownerDocument === ownerDocument && range.intersectsNode(element)
    })
}
