import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Words } from '../words';
import { describeAttempt, describeObjects, type Attempt } from './Attempt';
import { refuserOf } from './refuserOf';

/** A refusal or an error in words. */
export interface RefusalTexts {
  /** What happened, in one sentence. */
  title: string;
  /** What a person can do. */
  todo: string;
}

/** Writes what happened and what a person can do. */
export function describeRefusal(options: {
  t: Words;
  error: SkeError;
  tried: Attempt;
}): RefusalTexts {
  const { t, error, tried } = options;
  const what = describeObjects(t, tried);
  // Every text gets all values, and uses some of them. The type of `t` requires the values of one known key.
  const translate = t as (key: string, values: object) => string;
  const isPolicy = refuserOf(error) === 'policy';
  return {
    title: translate(`refusal.title.${error.code}`, {
      what,
      kind: tried.kind,
      tried: describeAttempt(t, tried),
    }),
    todo: isPolicy ? t('refusal.todo.policy') : t(`refusal.todo.${error.code}`),
  };
}
