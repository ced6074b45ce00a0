// Room requests replaces this file.

/** The body of the page. The shell draws the header, the container and the notice of the connection. */
export function ServicesPage() {
  return <p>ServicesPage</p>;
}
