// What a reader of epub.js sees: pages turned to the end, then each note followed and left again.

import { CLICK, after } from './common.js'

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
    for (const section of book.spine.spineItems) {
        await moved(() => rendition.display(section.href))
        const document = () => rendition.getContents()[0].document
        const marks = [...document().querySelectorAll('a[role~=doc-noteref]')].map(own => own.id)
        for (const mark of marks) {
            const call = document().getElementById(mark)
            const target = call.getAttribute('href').split('#')[1]
            await moved(() => call.click(), CLICK)
            const note = document().getElementById(target)
            if (!note || !isShown(note)) {
                report.faults.push(`${section.href}: the note of ${mark} is not shown`)
                await moved(() => rendition.display(section.href))
                continue
            }
            report.notes.followed += 1
            const links = [...note.querySelectorAll('a[role~=doc-backlink]')]
            const back = links.find(own => own.getAttribute('href').endsWith(`#${mark}`))
            if (!back) {
                report.faults.push(`${section.href}: the note of ${mark} does not lead back`)
                continue
            }
            await moved(() => back.click(), CLICK)
            const again = document().getElementById(mark)
            if (again && isShown(again)) report.notes.returned += 1
            else report.faults.push(`${section.href}: ${mark} is not shown again`)
        }
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
