import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Words } from '../words';
import { describeAttempt, describeObjects, type Attempt } from './Attempt';
import { refuserOf } from './refuserOf';

/** A refusal or an error in words. */
export interface RefusalTexts {
  /** What happened, in one sentence. */
  title: string;
  /** What the user can do. */
  todo: string;
}

/** Writes what happened and what the user can do. */
export function describeRefusal(options: {
  t: Words;
  error: SkeError;
  tried: Attempt;
}): RefusalTexts {
  const { t, error, tried } = options;
  const what = describeObjects(t, tried);
  // `t` gets the same values for every code, and each text uses some of them. The type of `t` demands the values of one known key, so it is replaced here.
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
