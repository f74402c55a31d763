/// <reference lib="dom" />
// @ts-check

/**
 * Makes the switch of a button that cannot be pressed while something is under way.
 *
 * A button that is disabled loses the focus: it gets it back, unless the person has gone elsewhere meanwhile.
 *
 * @param {HTMLButtonElement} button
 * @param {string} busyText what it says meanwhile
 * @returns {(busy: boolean) => void}
 */
export function busyButton(button, busyText) {
  const text = button.textContent;
  const { ownerDocument } = button;
  let hadFocus = false;
  return (busy) => {
    const { activeElement, body } = ownerDocument;
    const unclaimed = activeElement === button || activeElement === body;
    if (busy) hadFocus = activeElement === button || (hadFocus && unclaimed);
    button.disabled = busy;
    button.textContent = busy ? busyText : text;
    if (!busy && hadFocus && unclaimed) button.focus();
    if (!busy) hadFocus = false;
  };
}
