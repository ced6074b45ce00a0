import { useLayoutEffect, useRef, type FocusEvent } from 'react';

/**
 * Keeps the focus in a group of buttons when the focused button is replaced: a button that becomes unusable is drawn as another element, and *Pause*
 * becomes *Resume*. Otherwise the focus is lost, and a user with a keyboard starts again at the top of the page.
 *
 * @returns properties of the element around the buttons
 */
export function useKeptFocus<T extends HTMLElement>() {
  const group = useRef<T>(null);
  const focused = useRef<number>();
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body;
    if (focused.current !== undefined && isLost) {
      const buttons = buttonsOf(group.current);
      buttons[Math.min(focused.current, buttons.length - 1)]?.focus();
    }
  });
  return {
    ref: group,
    onFocus: ({ target }: FocusEvent) => {
      focused.current = buttonsOf(group.current).indexOf(target as HTMLElement);
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      // When a dialog closes, it gives the focus back to a button that may no longer exist.
      if (!relatedTarget?.closest('[role="dialog"], [role="alertdialog"]')) {
        focused.current = undefined;
      }
    },
  };
}

function buttonsOf(group: HTMLElement | null): HTMLElement[] {
  return [...(group?.querySelectorAll<HTMLElement>('button, a[href]') ?? [])];
}
