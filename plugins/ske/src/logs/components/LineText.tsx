import { parseAnsi } from '../view/ansi';
import styles from './ansi.module.css';

/** The text of one line, with the colours that the program wrote. */
export function LineText({ text }: { text: string }) {
  return (
    <>
      {parseAnsi(text).map((part, index) => {
        const className = part.styles.map(name => styles[name]).join(' ');
        if (part.href) {
          return (
            <a
              key={index}
              href={part.href}
              className={`${styles.link} ${className}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {part.text}
            </a>
          );
        }
        return className === '' ? (
          part.text
        ) : (
          <span key={index} className={className}>
            {part.text}
          </span>
        );
      })}
    </>
  );
}
