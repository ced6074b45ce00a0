import { useId, useState, type ReactElement, type ReactNode } from 'react';
import styles from './DisabledReason.module.css';

/**
 * A button that the user cannot use, with the reason as text. The button stays reachable by keyboard. Where there is little room, the reason appears
 * when the button is pressed.
 */
export function DisabledReason(props: {
  /** The button's text. */
  label: string;
  reason: ReactNode;
  icon?: ReactElement;
  /** Shows the reason only when the button is pressed. */
  onPress?: boolean;
}) {
  const id = useId();
  const [isPressed, setPressed] = useState(false);
  const isShown = !props.onPress || isPressed;
  return (
    <span className={styles.root}>
      <button
        type="button"
        className={styles.button}
        aria-disabled="true"
        aria-describedby={isShown ? id : undefined}
        onClick={() => setPressed(!isPressed)}
      >
        {props.icon}
        {props.label}
      </button>
      {isShown && (
        <span id={id} role="note" className={styles.reason}>
          {props.reason}
        </span>
      )}
    </span>
  );
}
