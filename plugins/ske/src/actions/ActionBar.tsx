import { Button } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import { useWords } from '../words';
import type { ActionName } from './Action';
import styles from './ActionBar.module.css';
import { useKeptFocus } from './useKeptFocus';
import type { Offer } from './useOffers';

/** The actions of an object as buttons. A button that cannot be used stays reachable by keyboard, and its reason is below. */
export function ActionBar(props: {
  offers: readonly Offer[];
  /** The action that is being sent. */
  busy?: ActionName;
  onAction(action: ActionName): void;
  /** More buttons, before these. */
  children?: ReactNode;
}) {
  const { offers, busy, onAction, children } = props;
  const t = useWords();
  const id = useId();
  const reasons = groupByReason(offers);
  const keptFocus = useKeptFocus<HTMLDivElement>();
  return (
    <div className={styles.root}>
      <div
        className={styles.bar}
        role="group"
        aria-label={t('actions.label')}
        {...keptFocus}
      >
        {children}
        {offers.map(({ action, reason }) => (
          <ActionButton
            key={action}
            action={action}
            isBusy={busy === action}
            describedBy={
              reason === undefined
                ? undefined
                : `${id}-${reasons.findIndex(each => each.reason === reason)}`
            }
            onPress={() => {
              if (busy === undefined) {
                onAction(action);
              }
            }}
          />
        ))}
      </div>
      {/* The reasons arrive after the actions, so this element always reserves one line for them. */}
      <div className={styles.reasonsPlace}>
        {reasons.length > 0 && (
          <ul className={styles.reasons}>
            {reasons.map(({ reason, actions }, index) => (
              <li key={reason}>
                {actions.map(action => t(`actions.name.${action}`)).join(', ')}
                {': '}
                <span id={`${id}-${index}`}>{reason}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function ActionButton(props: {
  action: ActionName;
  isBusy: boolean;
  /** The id of the element with the reason why the action cannot be used. */
  describedBy: string | undefined;
  onPress(): void;
}) {
  const { action, isBusy, describedBy, onPress } = props;
  const t = useWords();
  const label = t(isBusy ? 'actions.sending' : `actions.name.${action}`);
  if (describedBy !== undefined) {
    return (
      <button
        type="button"
        className={styles.disabled}
        aria-disabled="true"
        aria-describedby={describedBy}
      >
        {label}
      </button>
    );
  }
  return (
    <Button size="small" variant="secondary" onPress={onPress}>
      {label}
    </Button>
  );
}

function groupByReason(
  offers: readonly Offer[],
): { reason: string; actions: ActionName[] }[] {
  const groups = new Map<string, ActionName[]>();
  for (const { action, reason } of offers) {
    if (reason !== undefined) {
      groups.set(reason, [...(groups.get(reason) ?? []), action]);
    }
  }
  return [...groups].map(([reason, actions]) => ({ reason, actions }));
}
