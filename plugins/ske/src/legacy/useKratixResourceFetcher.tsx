import { useMemo, useState } from 'react';
import { kratixTypeOf } from '../entity';
import { readTarget, type EntityTarget } from '../entity/readTarget';
import { promiseRef } from '../kratix';
import { useObject } from '../live';
import { readPresence, type ObjectPresence } from '../object/presence';
import { SkeRoot, ToneNotice } from '../parts';
import { errorText, useWords, type Words } from '../words';
import { useTypedEntity } from './LegacyFrame';
import { readEntityIdentifier } from './readEntityIdentifier';
import {
  Stage,
  type EntityIdentifier,
  type KratixResourceResult,
  type UseKratixResourceFetcherOptions,
} from './types';

/**
 * Returns the object of the entity around the component, and follows it in the cluster.
 *
 * @example
 *
 * ```tsx
 * const { resource, currentStage, banner } = useKratixResourceFetcher({});
 * ```
 *
 * @public
 */
export function useKratixResourceFetcher(
  options: UseKratixResourceFetcherOptions = {},
): KratixResourceResult {
  const t = useWords();
  const entity = useTypedEntity(options.resourceType);
  const target = useMemo(() => readTarget(entity), [entity]);
  const presence = readPresence(useObject(useRef(target)));
  const [override, setOverride] = useState<Override>();

  const identifier = readEntityIdentifier(entity, target);
  const found = readStage(target, presence, identifier, t);
  const isOverridden =
    override !== undefined && override.foundStage === found.stage;
  const stage = isOverridden ? override.stage : found.stage;
  const message =
    isOverridden && stage === Stage.DELETING
      ? t('legacy.banner.deleting', named(identifier))
      : found.message;

  return {
    resource: readObject(presence),
    resourceType: kratixTypeOf(entity) ?? 'resource',
    currentStage: stage,
    // The next report of the cluster has precedence over a stage that was set.
    setStage: next => setOverride({ stage: next, foundStage: found.stage }),
    bannerMessage: message,
    showBanner: message !== '',
    showDeletionBanner: message !== '',
    banner: <Banner message={message} stage={stage} />,
    missingKratixAnnotations:
      target.type === 'incomplete' ? [...target.missing] : [],
    entityIdentifier: identifier,
  };
}

interface Override {
  readonly stage: Stage;
  /** The stage of the object when it was set. */
  readonly foundStage: Stage;
}

function useRef(target: EntityTarget) {
  return useMemo(() => {
    switch (target.type) {
      case 'promise':
        return promiseRef(target.name);
      case 'resource':
        return target.ref;
      default:
        return undefined;
    }
  }, [target]);
}

function readObject(
  presence: ObjectPresence,
): KratixResourceResult['resource'] {
  switch (presence.type) {
    case 'present':
      return presence.object;
    case 'deleted':
      return presence.last.object;
    default:
      return null;
  }
}

function named({ kind, name }: EntityIdentifier) {
  return { kind, name };
}

function readStage(
  target: EntityTarget,
  presence: ObjectPresence,
  identifier: EntityIdentifier,
  t: Words,
): { stage: Stage; message: string } {
  if (target.type === 'incomplete') {
    return {
      stage: Stage.ERROR,
      message: t('legacy.banner.incomplete', {
        names: target.missing.join(', '),
      }),
    };
  }
  const deleting = {
    stage: Stage.DELETING,
    message: t('legacy.banner.deleting', named(identifier)),
  };
  switch (presence.type) {
    case 'loading':
      return { stage: Stage.FETCHING, message: '' };
    case 'present':
      return presence.object.metadata.deletionTimestamp === undefined
        ? { stage: Stage.READY, message: '' }
        : deleting;
    case 'deleted':
      return deleting;
    case 'missing':
      // An entity of a Promise that does not exist stays usable, as in SKE.
      return target.type === 'promise'
        ? { stage: Stage.READY, message: '' }
        : {
            stage: Stage.ERROR,
            message: t('legacy.banner.missing', named(identifier)),
          };
    case 'signed-out':
      return { stage: Stage.ERROR, message: t('legacy.banner.signedOut') };
    default:
      return { stage: Stage.ERROR, message: errorText(t, presence.error) };
  }
}

function Banner(props: { message: string; stage: Stage }) {
  if (props.message === '') {
    return null;
  }
  return (
    <SkeRoot>
      <ToneNotice tone={props.stage === Stage.ERROR ? 'negative' : 'progress'}>
        {props.message}
      </ToneNotice>
    </SkeRoot>
  );
}
