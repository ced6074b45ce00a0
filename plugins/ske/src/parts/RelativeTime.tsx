import { VisuallyHidden } from '@backstage/ui';
import { useId, useState } from 'react';
import { portalClock, useNow } from '../live';
import styles from './RelativeTime.module.css';
import {
  formatAbsolute,
  formatRelative,
  refreshSeconds,
  toMillis,
} from './times';
import { useLocale } from './useLocale';

/**
 * A past time as its distance from now. The date and the time with its zone appear on hover and on focus.
 *
 * Set `inTable` in tables and lists: the time then takes no keyboard focus. Screen readers read the exact time, the mouse shows it, and the page that
 * the row is about shows it too.
 */
export function RelativeTime(props: {
  /** RFC 3339, or milliseconds since the epoch. */
  at: string | number;
  inTable?: boolean;
}) {
  const millis = toMillis(props.at);
  return millis === undefined ? (
    <>{props.at}</>
  ) : (
    <KnownTime millis={millis} inTable={props.inTable} />
  );
}

function KnownTime(props: { millis: number; inTable?: boolean }) {
  const locale = useLocale();
  // `useNow` rounds the time to the interval, so an interval that is computed from this time would change back and forth.
  const now = portalClock.now();
  useNow(refreshSeconds(now - props.millis));
  const dateTime = new Date(props.millis).toISOString();
  const absolute = formatAbsolute(props.millis, locale);
  const relative = formatRelative(props.millis, now, locale);
  return props.inTable ? (
    <time dateTime={dateTime} title={absolute} className={styles.time}>
      {relative}
      <VisuallyHidden> ({absolute})</VisuallyHidden>
    </time>
  ) : (
    <TimeWithTip dateTime={dateTime} absolute={absolute} relative={relative} />
  );
}

function TimeWithTip(props: {
  dateTime: string;
  absolute: string;
  relative: string;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const open = () => setOpen(true);
  return (
    <span className={styles.anchor}>
      {/* The exact time must be there for users without a mouse too, so the element takes the focus, and Escape closes the tip. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <time
        dateTime={props.dateTime}
        aria-describedby={isOpen ? id : undefined}
        className={styles.time}
        tabIndex={0}
        onMouseEnter={open}
        onMouseLeave={close}
        onFocus={open}
        onBlur={close}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            close();
          }
        }}
      >
        {props.relative}
      </time>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      {isOpen && (
        <span role="tooltip" id={id} className={styles.tip}>
          {props.absolute}
        </span>
      )}
    </span>
  );
}
