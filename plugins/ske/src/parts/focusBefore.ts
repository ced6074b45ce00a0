const CONTROLS =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]';

/**
 * Moves the focus to the control before an element that is about to be removed. Otherwise the focus is lost with the button in it, and a user with a
 * keyboard starts again at the top of the page.
 */
export function focusBefore(element: Element | null | undefined): void {
  if (!element) {
    return;
  }
  const { DOCUMENT_POSITION_PRECEDING, DOCUMENT_POSITION_CONTAINS } = Node;
  const before = [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    control => {
      const position = element.compareDocumentPosition(control);
      return (
        (position & DOCUMENT_POSITION_PRECEDING) !== 0 &&
        (position & DOCUMENT_POSITION_CONTAINS) === 0 &&
        canHaveFocus(control)
      );
    },
  );
  before.at(-1)?.focus();
}

/** Selects of React Aria have a native element beside them, which is not visible but can have the focus. */
function canHaveFocus(control: HTMLElement): boolean {
  return (
    control.tabIndex >= 0 &&
    control.closest('[aria-hidden="true"]') === null &&
    !(control instanceof HTMLInputElement && control.type === 'hidden')
  );
}
