import { isLabelValue } from '@kratix-portal/plugin-ske-common';
import { useMemo, type ReactNode } from 'react';
import { NotLiveNotice, useWatchedObject } from '../object/presence';
import { TabLinks } from '../object/TabLinks';
import { ToneNotice } from '../parts';
import { promiseTabs, type PromiseTab } from '../routes';
import { useWords } from '../words';
import { AbsentPromise } from './AbsentPromise';
import { PromiseHeader } from './PromiseHeader';
import { promiseRef } from '../kratix';
import styles from './PromiseView.module.css';
import { TabContent } from './TabContent';

/** Properties of {@link PromiseView}. */
export interface PromiseViewProps {
  /** The name of the Promise. */
  name: string;
  tab: PromiseTab;
  /** The address of a tab. */
  linkTo(tab: PromiseTab): string;
  /** Shown if the user may not read the cluster: what the catalog recorded of the Promise. */
  recorded?: ReactNode;
  /** Whether the page around the component already has the tabs. */
  isEmbedded?: boolean;
}

/** One Promise: its header, its tabs, and the content of the open tab. Entity pages use this component too. */
export function PromiseView(props: PromiseViewProps) {
  const { name, tab, linkTo, isEmbedded } = props;
  const t = useWords();
  const ref = useMemo(() => promiseRef(name), [name]);
  const { live, presence, isReplaced, acceptReplacement } =
    useWatchedObject(ref);
  if (presence.type !== 'present' && presence.type !== 'deleted') {
    return (
      <AbsentPromise
        name={name}
        presence={presence}
        recorded={props.recorded}
      />
    );
  }
  const object =
    presence.type === 'present' ? presence.object : presence.last.object;
  const isDeleted = presence.type === 'deleted';
  const content = { resourceRef: ref, object, isDeleted, linkTo };
  return (
    <div className={styles.view}>
      <PromiseHeader
        {...content}
        live={live}
        isEmbedded={isEmbedded}
        onAccept={isReplaced ? acceptReplacement : undefined}
      />
      <NotLiveNotice resourceRef={ref} live={live} />
      {!isLabelValue(name) && (
        <ToneNotice tone="attention">
          {t('promise.longName', { length: String(name.length) })}
        </ToneNotice>
      )}
      {!isEmbedded && (
        <TabLinks
          label={t('promise.tabs')}
          tabs={promiseTabs.map(id => ({
            id,
            title: t(`promise.tab.${id}`),
            href: linkTo(id),
          }))}
          current={tab}
        />
      )}
      <TabContent {...content} tab={tab} />
    </div>
  );
}
