import {
  invalidField,
  InvalidInputField,
  SkeError,
  WatchQuery,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import { invalidFieldsOf } from '../kinds/KindQuery';

/*
 * A resourceVersion of the API server: a decimal number of 64 bits (https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions).
 * For any other text the API server responds with 500. 0 is excluded, because it selects any cached state, no matter how old that state is.
 */
const VERSION = /^[1-9][0-9]{0,18}$/;

/** @throws SkeError `invalid-input` that names every invalid field */
export function checkWatchQuery(query: WatchQuery): void {
  check(invalidFields(query));
}

/** @throws SkeError `invalid-input` that names every invalid field of every subscription */
export function checkSubscriptions(subscriptions: WatchSubscription[]): void {
  const ids = new Set<string>();
  check(
    subscriptions.flatMap((subscription, index) => {
      const place = `subscriptions.${index}.`;
      const { id } = subscription;
      const repeated = ids.has(id)
        ? [invalidField(`${place}id`, 'is the id of another subscription')]
        : [];
      ids.add(id);
      return [...repeated, ...invalidFields(subscription, place)];
    }),
  );
}

function check(fields: InvalidInputField[]): void {
  if (fields.length > 0) {
    throw SkeError.invalidInput(fields);
  }
}

function invalidFields(query: WatchQuery, place = ''): InvalidInputField[] {
  const { resourceVersion } = query;
  const fields = invalidFieldsOf(query, place);
  if (resourceVersion !== undefined && !VERSION.test(resourceVersion)) {
    fields.push(
      invalidField(
        `${place}resourceVersion`,
        'is neither the id of a watch event nor the version of a list',
      ),
    );
  }
  return fields;
}
