import { Button } from '@backstage/ui';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useEffect } from 'react';
import { useNow, type KubernetesObject } from '../live';
import {
  announce,
  focusBefore,
  RelativeTime,
  ToneNotice,
  type Tone,
} from '../parts';
import { Refusal } from '../refusal';
import { useWords, type Words } from '../words';
import type { ActionName } from './Action';
import {
  readFollowUp,
  type FollowUp,
  type AcceptedAction,
} from './readFollowUp';
import { rightOf } from './rightOf';
import type { ActionSender, FailedAction } from './useAction';

/** How the last action of an object ended, and what Kratix did next. */
export function ActionResult(props: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  /** The ResourceBinding of a request, if it is known. */
  binding?: KubernetesObject;
  sender: ActionSender;
}) {
  const { resourceRef, object, binding, sender } = props;
  if (sender.failed) {
    return (
      <Failure
        resourceRef={resourceRef}
        failed={sender.failed}
        onClose={sender.clear}
      />
    );
  }
  return sender.accepted ? (
    <Accepted
      accepted={sender.accepted}
      object={object}
      binding={binding}
      onClose={sender.clear}
    />
  ) : null;
}

/** Says why an action was not carried out, or that it is not known whether the action was carried out. */
export function Failure(props: {
  resourceRef: ResourceRef;
  failed: FailedAction;
  onClose?(): void;
}) {
  const { resourceRef, failed, onClose } = props;
  const { action, outcome } = failed;
  const t = useWords();
  const name = t(`actions.name.${action.name}`);
  const text =
    outcome.type === 'refused'
      ? undefined
      : t(`actions.lost.${outcome.type}`, { action: name });
  useEffect(() => {
    if (text !== undefined) {
      announce(text);
    }
  }, [text]);
  if (outcome.type === 'refused') {
    const { verb, apiVersion, kind } = rightOf(action.name, resourceRef);
    return (
      <Refusal
        size="section"
        error={outcome.error}
        tried={{
          verb,
          apiVersion,
          kind,
          namespace: resourceRef.namespace,
          ...(kind === resourceRef.kind && { name: resourceRef.name }),
        }}
      />
    );
  }
  return (
    <ToneNotice
      tone="attention"
      actions={onClose && <Close onClose={onClose} />}
    >
      {text}
    </ToneNotice>
  );
}

const TONES: Readonly<Record<FollowUp['stage'], Tone>> = {
  waiting: 'progress',
  late: 'attention',
  held: 'neutral',
  started: 'progress',
  applied: 'positive',
};

function Accepted(props: {
  accepted: AcceptedAction;
  object: KubernetesObject;
  binding?: KubernetesObject;
  onClose(): void;
}) {
  const { accepted, object, binding, onClose } = props;
  const t = useWords();
  const now = useNow(1);
  const { action, at } = accepted;
  const next = readFollowUp(accepted, object, binding, now);
  const text = next && describeFollowUp(t, action.name, next);
  useEffect(() => {
    if (text !== undefined) {
      announce(text);
    }
  }, [text]);
  return next === undefined ? null : (
    <ToneNotice tone={TONES[next.stage]} actions={<Close onClose={onClose} />}>
      {t(`actions.asked.${action.name}`, {
        version: action.name === 'upgrade' ? action.version : '',
      })}{' '}
      <RelativeTime at={at} />. {text}
    </ToneNotice>
  );
}

function describeFollowUp(
  t: Words,
  action: ActionName,
  { stage, pipeline }: FollowUp,
): string {
  if (stage === 'started') {
    return pipeline === undefined
      ? t('actions.next.started')
      : t('actions.next.runs', { pipeline });
  }
  return stage === 'late' && action === 'pause'
    ? t('actions.next.waiting')
    : t(`actions.next.${stage}`);
}

function Close({ onClose }: { onClose(): void }) {
  const t = useWords();
  return (
    <Button
      size="small"
      variant="secondary"
      onPress={({ target }) => {
        focusBefore(target);
        onClose();
      }}
    >
      {t('actions.close')}
    </Button>
  );
}
