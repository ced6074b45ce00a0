/** How long a message stays in the region. Screen readers have read it by then. */
const SECONDS_IN_REGION = 10;

let region: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Announces a message to screen readers at the next pause: a count after filtering, a copied text, a new state. Never use it for ages or lines of a
 * log.
 */
export function announce(message: string): void {
  const target = openRegion();
  // A screen reader speaks a text only if the text differs from the previous text.
  target.textContent =
    target.textContent === message ? `${message}\u00a0` : message;
  clearTimeout(timer);
  timer = setTimeout(() => {
    target.textContent = '';
  }, SECONDS_IN_REGION * 1_000);
}

function openRegion(): HTMLElement {
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
