import type { ReactNode } from 'react';
import styles from './ToneNotice.module.css';
import toneStyles from './tones.module.css';
import { noticeIcons, type Tone } from './tones';

/** A line or a box with a message, in the colour of a tone. */
export function ToneNotice(props: {
  tone: Tone;
  children: ReactNode;
  /** Buttons and links, on the right. */
  actions?: ReactNode;
}) {
  const Icon = noticeIcons[props.tone];
  return (
    <div
      className={`${styles.notice} ${toneStyles.tone}`}
      data-tone={props.tone}
    >
      <div className={styles.message}>
        <Icon className={styles.icon} aria-hidden="true" />
        <div className={styles.text}>{props.children}</div>
      </div>
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </div>
  );
}
