import { Button } from '@backstage/ui';
import {
  createContext,
  lazy,
  useContext,
  useEffect,
  useReducer,
  type ComponentType,
  type LazyExoticComponent,
  type ReactElement,
} from 'react';
import { useWords } from '../words';
import { focusBefore } from './focusBefore';
import styles from './lazyPart.module.css';
import { ToneNotice } from './ToneNotice';

/** The part checks its properties where it is used. */
type LoadedPart = LazyExoticComponent<ComponentType<any>>;

/** A failure that is shown later than this is of an earlier visit of the part. */
const OLD_FAILURE_MS = 5_000;

/** Renders the part again. */
const Again = createContext<() => void>(() => {});

/**
 * A part of a page in a chunk of its own, like `lazy` of React. If the chunk cannot be loaded, because the network is gone or the portal was updated, a
 * notice takes the place of the part, and the rest of the page stays. `lazy` itself would end the whole page and never load the chunk again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactElement {
  let current: LoadedPart | undefined;
  const start = (): LoadedPart => {
    const started: LoadedPart = lazy(async () => ({
      default: await load().catch(error =>
        noticeOf(error, () => {
          // The next attempt loads the chunk again.
          if (current === started) {
            current = undefined;
          }
        }),
      ),
    }));
    current = started;
    return started;
  };
  return function LazyPart(props: Props) {
    const [, again] = useReducer((attempts: number) => attempts + 1, 0);
    const Part = current ?? start();
    return (
      <Again.Provider value={again}>
        <Part {...props} />
      </Again.Provider>
    );
  };
}

function noticeOf(error: unknown, onForget: () => void): ComponentType {
  const failedAt = Date.now();
  return function Part() {
    return <NotLoaded error={error} failedAt={failedAt} onForget={onForget} />;
  };
}

/** Says that a part could not be loaded. It is loaded again when the user asks, when the network is back, and when the part is opened again. */
function NotLoaded(props: {
  error: unknown;
  /** Milliseconds since the epoch. */
  failedAt: number;
  onForget(): void;
}) {
  const { error, failedAt, onForget } = props;
  const t = useWords();
  const again = useContext(Again);
  useEffect(() => {
    const retry = () => {
      onForget();
      again();
    };
    // The user left the part before its loading failed, and has opened it again.
    if (Date.now() - failedAt > OLD_FAILURE_MS) {
      retry();
    }
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
      onForget();
    };
  }, [again, failedAt, onForget]);
  return (
    <div role="alert">
      <ToneNotice
        tone="attention"
        actions={
          <>
            <Button
              size="small"
              variant="primary"
              onPress={({ target }) => {
                // The notice and this button are removed.
                focusBefore(target);
                onForget();
                again();
              }}
            >
              {t('parts.notLoaded.again')}
            </Button>
            <Button
              size="small"
              variant="primary"
              onPress={() => window.location.reload()}
            >
              {t('parts.notLoaded.reload')}
            </Button>
          </>
        }
      >
        {t('parts.notLoaded')}
        <p className={styles.error}>{textOf(error)}</p>
      </ToneNotice>
    </div>
  );
}

/** Bundlers write a line break as `\\n` into the message about a style sheet. */
function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll('\\n', ' ');
}
