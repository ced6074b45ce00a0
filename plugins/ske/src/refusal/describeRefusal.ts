import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Words } from '../words';
import type { Absence } from './Absence';
import { describeAttempt, describeObjects, type Attempt } from './Attempt';
import { refuserOf } from './refuserOf';

/** A refusal or an error in words. */
export interface RefusalTexts {
  /** What happened, in one sentence. */
  title: string;
  /** What a person can do. */
  todo: string;
}

/** Writes what happened and what a person can do. `clock` formats a time. */
export function describeRefusal(options: {
  t: Words;
  error: SkeError;
  tried: Attempt;
  absence?: Absence;
  clock(millis: number): string;
}): RefusalTexts {
  const { t, error, tried, absence, clock } = options;
  const what = describeObjects(t, tried);
  if (absence) {
    return describeAbsence(t, what, absence, clock);
  }
  // Every text gets all values, and uses some of them. The type of `t` wants the values of one known key.
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

function describeAbsence(
  t: Words,
  what: string,
  absence: Absence,
  clock: (millis: number) => string,
): RefusalTexts {
  switch (absence.type) {
    case 'deleted':
      return {
        title: t('refusal.deleted.title', { what, clock: clock(absence.at) }),
        todo: t('refusal.deleted.todo'),
      };
    case 'hidden':
      return {
        title: t('refusal.hidden.title', { what }),
        todo: t('refusal.hidden.todo'),
      };
    default:
      return {
        title: t('refusal.renamed.title', { what, other: absence.other }),
        todo: t('refusal.renamed.todo'),
      };
  }
}
