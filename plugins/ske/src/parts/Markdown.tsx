import { lazy, Suspense } from 'react';
import styles from './Markdown.module.css';

const MarkdownContent = lazy(() =>
  import('@backstage/core-components').then(
    ({ MarkdownContent: Content }) => ({ default: Content }),
    // Without the network the text is shown as it is.
    () => ({ default: PlainText }),
  ),
);

function PlainText(props: { content: string }) {
  return <p>{props.content}</p>;
}

/**
 * Text in Markdown that a Promise or a pipeline wrote. Scripts and styles in it are removed, images are left out, and links open in a new tab.
 */
export function Markdown(props: { children: string }) {
  return (
    <div className={styles.markdown}>
      <Suspense fallback={<p>{props.children}</p>}>
        <MarkdownContent
          content={props.children}
          dialect="gfm"
          linkTarget="_blank"
          transformImageUri={() => ''}
        />
      </Suspense>
    </div>
  );
}
