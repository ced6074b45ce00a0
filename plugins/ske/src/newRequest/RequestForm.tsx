import { useLocation } from 'react-router-dom';
import { usePerson } from '../drafts';
import { readFragment } from '../form';
import { ToneNotice, PageSkeleton } from '../parts';
import type { KubernetesObject } from '../live';
import { useRemembered } from '../remembered';
import { useWords } from '../words';
import {
  firstNamespace,
  withNamespaceChoice,
  asksNamespace,
} from './namespacePage';
import { RequestEditor } from './RequestEditor';
import { useNamespaceChoice } from './useNamespaceChoice';
import { useRequestKind } from './useRequestKind';

/** Collects what the form needs before it can be filled in. */
export function RequestForm(props: {
  promise: KubernetesObject;
  isGone: boolean;
}) {
  const t = useWords();
  const requestable = useRequestKind(props.promise);
  const choice = useNamespaceChoice(requestable.kind);
  const person = usePerson();
  const [remembered, remember, isKnown] = useRemembered(
    'requestNamespace',
    readText,
  );
  const prefilled = readFragment(useLocation().hash);
  if (choice.isLoading || !isKnown) {
    return <PageSkeleton shape="page" />;
  }
  const first = asksNamespace(requestable.pages)
    ? firstNamespace(choice.names, remembered || undefined)
    : undefined;
  return (
    <>
      {props.isGone && (
        <ToneNotice tone="attention">{t('newRequest.gone')}</ToneNotice>
      )}
      <RequestEditor
        // Another user does not see what the person before has typed.
        key={person}
        requestable={requestable}
        pages={withNamespaceChoice(requestable.pages, choice.names)}
        initialValues={{
          ...(first !== undefined && { objnamespace: first }),
          ...prefilled,
        }}
        onCreated={ref => ref.namespace && remember(ref.namespace)}
      />
    </>
  );
}

function readText(stored: unknown): string {
  return typeof stored === 'string' ? stored : '';
}
