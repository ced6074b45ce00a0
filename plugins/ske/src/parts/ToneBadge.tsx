import type { ReactNode } from 'react';
import styles from './ToneBadge.module.css';
import toneStyles from './tones.module.css';
import { toneIcons, type Tone } from './tones';

/** A word with the icon and the colour of a tone. */
export function ToneBadge(props: {
  tone: Tone;
  /** The word. The colour and the icon only repeat its meaning. */
  children: ReactNode;
}) {
  const Icon = toneIcons[props.tone];
  return (
    <span
      className={`${styles.badge} ${toneStyles.tone}`}
      data-tone={props.tone}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      {props.children}
    </span>
  );
}
