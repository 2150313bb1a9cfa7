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
