import type { CreateRight } from '../offers';
import type { Service } from '../offers';

/** What the user looks for. */
export interface ServiceFilters {
  readonly text: string;
  /** `available` or `unavailable`; absent for both. */
  readonly availability?: Availability;
  /** Whether to show only the services that the user may request. */
  readonly isRequestable: boolean;
}

export const availabilities = ['available', 'unavailable'] as const;

/** One of {@link availabilities}. */
export type Availability = (typeof availabilities)[number];

/** Reads the filters from the query of a URL. */
export function readServiceFilters(params: URLSearchParams): ServiceFilters {
  const availability = availabilities.find(
    each => each === params.get('availability'),
  );
  return {
    text: params.get('q') ?? '',
    ...(availability && { availability }),
    isRequestable: params.get('requestable') === 'true',
  };
}

/** Writes the filters into the query of a URL and leaves the other parameters as they are. */
export function writeServiceFilters(
  filters: ServiceFilters,
  before: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(before);
  const set = (name: string, value: string | undefined) =>
    value ? params.set(name, value) : params.delete(name);
  set('q', filters.text);
  set('availability', filters.availability);
  set('requestable', filters.isRequestable ? 'true' : undefined);
  return params;
}

/** Whether any filter is set. */
export function isServiceFiltered(filters: ServiceFilters): boolean {
  return (
    filters.text.trim() !== '' ||
    filters.availability !== undefined ||
    filters.isRequestable
  );
}

/** Returns the services that match. A service is also shown while it is not known whether the user may request it. */
export function filterServices(
  services: readonly Service[],
  filters: ServiceFilters,
  rightOf: (service: Service) => CreateRight | undefined,
): readonly Service[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  return services.filter(service => {
    const isAvailable = service.state.state === 'available';
    const hasAvailability =
      filters.availability === undefined ||
      isAvailable === (filters.availability === 'available');
    return (
      hasAvailability &&
      (!filters.isRequestable || isRequestable(service, rightOf(service))) &&
      words.every(word => service.searchText.includes(word))
    );
  });
}

function isRequestable(
  { api, state }: Service,
  right: CreateRight | undefined,
): boolean {
  return (
    api !== undefined &&
    state.state !== 'deleting' &&
    right?.status !== 'nowhere'
  );
}
