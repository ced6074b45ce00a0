import type { FieldPath } from '@kratix-portal/plugin-ske-common';

const FOCUSABLE =
  'input:not([type=hidden]), select, textarea, button, [contenteditable=true], [tabindex="0"]';

/**
 * Focuses the field of a path. If the field is not drawn, such as a field inside an object that the user has not added, the nearest part around the
 * field gets the focus.
 */
export function focusField(root: HTMLElement, path: FieldPath): void {
  for (let length = path.length; length > 0; length -= 1) {
    const id = ['root', ...path.slice(0, length)].join('_');
    const target = findTarget(root, id);
    if (target) {
      target.focus();
      target.scrollIntoView?.({ block: 'center' });
      return;
    }
  }
}

function findTarget(root: HTMLElement, id: string): HTMLElement | undefined {
  const candidates = [...root.querySelectorAll<HTMLElement>('[id]')].filter(
    element => element.id === id || element.id.startsWith(`${id}_`),
  );
  for (const element of candidates) {
    const target = element.matches(FOCUSABLE)
      ? element
      : element.querySelector<HTMLElement>(FOCUSABLE);
    if (target) {
      return target;
    }
  }
  return undefined;
}
