import { RequestsTable } from './RequestsTable';

/** *My resources*: the requests of all Promises. */
export function RequestsPage() {
  return <RequestsTable />;
}
