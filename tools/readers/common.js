// What the scripts of the reading systems share.

// Moves, and waits until the reading system says that it has; gives up after some milliseconds.
export function after(target, event, move, patience = 120_000) {
    return new Promise((resolve, reject) => {
        const done = value => {
            clearTimeout(late)
            target.off?.(event, done)
            target.removeEventListener?.(event, done)
            resolve(value?.detail ?? value)
        }
        const late = setTimeout(done, patience)
        if (target.on) target.on(event, done)
        else target.addEventListener(event, done)
        Promise.resolve(move()).catch(reject)
    })
}

// What a click may take.
export const CLICK = 5_000

// Whether something is so, or becomes so within two seconds.
export async function soon(isSo) {
    for (let tries = 0; tries < 100; tries += 1) {
        if (isSo()) return true
        await new Promise(resume => setTimeout(resume, 20))
    }
    return false
}

// Follows each note of the section that is shown, from its mark and back. `shown` has what a reading
// system must do: `element(id)`, `click(element)`, `isShown(element)` and `restart()`, which shows the
// section again.
export async function followNotes(name, marks, shown, report) {
    for (const mark of marks) {
        const call = shown.element(mark)
        const target = call.getAttribute('href').split('#')[1]
        await shown.click(call)
        const note = shown.element(target)
        if (!note || !(await shown.isShown(note))) {
            report.faults.push(`${name}: the note of ${mark} is not shown`)
            await shown.restart()
            continue
        }
        report.notes.followed += 1
        const links = [...note.querySelectorAll('a[role~=doc-backlink]')]
        const back = links.find(own => own.getAttribute('href').endsWith(`#${mark}`))
        if (!back) {
            report.faults.push(`${name}: the note of ${mark} does not lead back`)
            continue
        }
        await shown.click(back)
        const again = shown.element(mark)
        if (again && (await shown.isShown(again))) report.notes.returned += 1
        else report.faults.push(`${name}: ${mark} is not shown again`)
    }
}

// The ids of the marks of notes in a document.
export const marksOf = document =>
    [...document.querySelectorAll('a[role~=doc-noteref]')].map(own => own.id)
