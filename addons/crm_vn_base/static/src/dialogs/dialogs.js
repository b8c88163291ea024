/**
 * What a screen does when the dialog that it opened goes: it reads itself anew.
 *
 * Not so when another screen comes, which takes the dialog with it (`noReload`). The
 * services of a component that is gone never answer, and the dialog, which waits for
 * what is returned here, would stay before the new screen for good.
 *
 * @param {() => Promise} reload
 * @returns {(closeInfo?: {noReload?: boolean}) => Promise|undefined} for `onClose` of
 *     the action service
 */
export function reloadOnClose(reload) {
    return (closeInfo) => (closeInfo?.noReload ? undefined : reload());
}
