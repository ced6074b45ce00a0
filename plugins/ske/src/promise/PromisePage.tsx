// Room promise replaces this file.
import type { PromiseTab } from '../routes';

/** The body of the page. The shell draws the header, the container and the notice of the connection. */
export function PromisePage(props: { name: string; tab: PromiseTab }) {
  return (
    <p>
      {props.name} {props.tab}
    </p>
  );
}
