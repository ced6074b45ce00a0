import { memo } from 'react';
import { parseAnsi } from '../view/ansi';
import styles from './ansi.module.css';

/** The text of one line, with the colours that the program wrote. */
export const LineText = memo(({ text }: { text: string }) => {
  return (
    <>
      {parseAnsi(text).map((part, index) => {
        const className = part.styles.map(name => styles[name]).join(' ');
        return part.href ? (
          <a
            key={index}
            href={part.href}
            className={className}
            target="_blank"
            rel="noopener noreferrer"
          >
            {part.text}
          </a>
        ) : (
          <span key={index} className={className || undefined}>
            {part.text}
          </span>
        );
      })}
    </>
  );
});
