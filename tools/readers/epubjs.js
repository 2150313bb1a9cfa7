// What a reader of epub.js sees: pages turned to the end, then each note followed and left again.

import { CLICK, after, followNotes, marksOf } from './common.js'

export async function read(url) {
    const book = ePub()
    await book.open(await (await fetch(url)).arrayBuffer(), 'binary')
    await book.ready
    const report = {
        items: 0,
        pages: 0,
        labels: [],
        blank: [],
        tagged: 0,
        notes: { followed: 0, returned: 0 },
        text: '',
        faults: [],
    }
    const rendition = book.renderTo('page', { width: 600, height: 800, spread: 'none' })
    const moved = (move, patience) => after(rendition, 'relocated', move, patience)
    await turnEveryPage(book, rendition, moved, report)
    await followEveryNote(book, rendition, moved, report)
    return report
}

async function turnEveryPage(book, rendition, moved, report) {
    const seen = new Set()
    let location = await moved(() => rendition.display())
    for (;;) {
        report.pages += 1
        if (!seen.has(location.start.index)) {
            seen.add(location.start.index)
            report.text += `${rendition.getContents()[0].document.body.innerText}\n`
        }
        if (location.atEnd) break
        location = await moved(() => rendition.next())
    }
    report.items = seen.size
    for (const section of book.spine.spineItems) {
        if (section.linear !== 'no' && !seen.has(section.index)) {
            report.faults.push(`${section.href} is never shown`)
        }
    }
}

async function followEveryNote(book, rendition, moved, report) {
    const document = () => rendition.getContents()[0].document
    for (const section of book.spine.spineItems) {
        const shown = {
            element: id => document().getElementById(id),
            click: link => moved(() => link.click(), CLICK),
            isShown,
            restart: () => moved(() => rendition.display(section.href)),
        }
        await shown.restart()
        await followNotes(section.href, marksOf(document()), shown, report)
    }
}

// Whether the beginning of an element is on the page that is shown.
function isShown(element) {
    const [own] = element.getClientRects()
    if (!own) return false
    const outer = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
    const page = document.getElementById('page').getBoundingClientRect()
    const left = outer.left + own.left
    return left >= page.left - 1 && left < page.right
}
