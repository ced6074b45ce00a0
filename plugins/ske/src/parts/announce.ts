/** How long a message stays in the region. Screen readers have read it by then. */
const SECONDS_IN_REGION = 10;

/**
 * Screen readers have not read a message that is younger than this. The next message is therefore added to it and does not replace it, for example when the
 * result of an action is followed by the title of the next page.
 */
const SECONDS_UNREAD = 1;

let region: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let saidAt = -Infinity;

/**
 * Announces a message to screen readers at the next pause. Messages are for example a count after filtering, or a new state, but never ages or lines of a log.
 * A message that directly follows another message is announced after it.
 */
export function announce(message: string): void {
  const target = prepareAnnouncer();
  const text = target.textContent ?? '';
  const now = performance.now();
  const isUnread = now - saidAt < SECONDS_UNREAD * 1_000;
  if (text !== '' && text.trim() !== message && isUnread) {
    target.append(/[.!?…]\s*$/.test(text) ? ' ' : '. ', toElement(message));
  } else {
    // A screen reader speaks a text only if the text differs from the previous text.
    const spoken = text === message ? `${message}\u00a0` : message;
    target.replaceChildren(toElement(spoken));
    saidAt = now;
  }
  clearTimeout(timer);
  timer = setTimeout(() => {
    target.textContent = '';
  }, SECONDS_IN_REGION * 1_000);
}

/** Each message is an element of its own. The role `status` makes screen readers read all of them together. */
function toElement(message: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = message;
  return element;
}

/** Creates the region, if there is none. Screen readers announce a text only in a region that was there before. */
export function prepareAnnouncer(): HTMLElement {
  if (!region?.isConnected) {
    region = document.createElement('div');
    region.setAttribute('role', 'status');
    region.setAttribute('aria-live', 'polite');
    region.dataset.skeAnnouncer = '';
    Object.assign(region.style, {
      position: 'fixed',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    });
    document.body.append(region);
  }
  return region;
}
