import { RequestsTable } from '../requests';

/** *My resources*: the requests of all Promises. */
export function MyResourcesPage() {
  return <RequestsTable />;
}
