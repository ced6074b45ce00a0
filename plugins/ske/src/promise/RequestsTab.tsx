import { RequestsTable } from '../requests';
import type { PromiseTabProps } from './tab/PromiseTabProps';

/** The requests to the Promise that the user may see. */
export function RequestsTab({ object }: PromiseTabProps) {
  return <RequestsTable promise={object.metadata.name} />;
}
