import { Text } from '@backstage/ui';
import { describePromise } from '@kratix-portal/plugin-ske-common';
import type { LiveObject } from '../live';
import {
  DeletedNotice,
  ReplacedNotice,
  SlowDeletionNotice,
} from '../object/presence';
import { StateBox } from '../object/StateBox';
import { useStateAnnouncement } from '../object/useStateAnnouncement';
import { stateWords, useWords } from '../words';
import type { PromiseTabProps } from './tab/PromiseTabProps';
import styles from './PromiseView.module.css';
import { PromiseActions } from '../promiseActions';
import { RequestThis } from './RequestThis';
import { usePromiseState } from './tab/usePromiseState';

/** Shows the name of the Promise, and says in one sentence whether the Promise can fulfil requests, since which time, and what it waits for. */
export function PromiseHeader(
  props: PromiseTabProps & {
    live: LiveObject;
    isEmbedded?: boolean;
    /** Set if the Promise that was shown first is gone, and another Promise has its name. */
    onAccept?(): void;
  },
) {
  const { object, live, onAccept } = props;
  const t = useWords();
  const words = stateWords(t);
  const state = usePromiseState(props);
  const { title, version } = describePromise(object);
  const { name } = object.metadata;
  const isDeleted = live.object === undefined && live.deleted !== undefined;
  useStateAnnouncement(
    isDeleted ? t('promise.deleted') : words.word(state.state),
  );
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <Text
          as="h2"
          variant={props.isEmbedded ? 'title-x-small' : 'title-medium'}
          className={styles.name}
        >
          {title}
        </Text>
        <Text as="span" color="secondary">
          {version === undefined
            ? t('promise.name', { name })
            : t('promise.nameAndVersion', { name, version })}
        </Text>
      </div>
      {isDeleted ? (
        <DeletedNotice object={object} deletedAt={live.deleted!.deletedAt} />
      ) : (
        <StateBox state={state} />
      )}
      {!isDeleted && onAccept && (
        <ReplacedNotice object={object} onAccept={onAccept} />
      )}
      {!isDeleted && <SlowDeletionNotice object={object} />}
      {!isDeleted && (
        <div className={styles.actions}>
          <RequestThis promise={object} />
          <PromiseActions object={object} />
        </div>
      )}
    </header>
  );
}
