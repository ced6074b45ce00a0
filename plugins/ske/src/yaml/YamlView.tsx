import { Button, ToggleButton } from '@backstage/ui';
import { printFieldPath } from '@kratix-portal/plugin-ske-common';
import { RiDownloadLine, RiFileCopyLine } from '@remixicon/react';
import { Suspense, useMemo, useState } from 'react';
import { saveFile } from '../files';
import type { KubernetesObject } from '../live';
import { lazyPart, ToneNotice, useCopy } from '../parts';
import { listInexact } from '../values';
import { useWords } from '../words';
import { maskObject } from './maskObject';
import { toYamlText } from './toYamlText';
import styles from './YamlView.module.css';

/** The editor is a separate chunk, so that no page waits for it. */
const YamlText = lazyPart(() => import('./YamlText').then(m => m.default));

/** A notice names at most this many fields. */
const MOST_NAMED = 5;

/** What {@link YamlView} shows. */
export interface YamlViewProps {
  object: KubernetesObject;
}

/** An object as YAML, which cannot be changed here. Managed fields are left out, and secret-looking values hidden, until the user asks for them. */
export function YamlView({ object }: YamlViewProps) {
  const t = useWords();
  const [managedFields, setManagedFields] = useState(false);
  const [wrap, setWrap] = useState(false);
  const { copied, copy } = useCopy();
  const [isRevealed, setRevealed] = useState(false);
  const masked = useMemo(() => maskObject(object), [object]);
  const shown = isRevealed ? object : masked.object;
  const text = useMemo(
    () => toYamlText(shown, { managedFields }),
    [shown, managedFields],
  );
  const inexact = useMemo(
    () => listInexact(object).slice(0, MOST_NAMED).map(printFieldPath),
    [object],
  );
  const { name } = object.metadata;
  const label = t('yaml.label', { kind: object.kind, name });
  return (
    <div className={styles.root}>
      <div className={styles.toolbar}>
        <ToggleButton
          size="small"
          isSelected={managedFields}
          onChange={setManagedFields}
        >
          {t('yaml.managedFields')}
        </ToggleButton>
        <ToggleButton size="small" isSelected={wrap} onChange={setWrap}>
          {t('yaml.wrap')}
        </ToggleButton>
        {masked.hidden > 0 && (
          <ToggleButton
            size="small"
            isSelected={isRevealed}
            onChange={setRevealed}
          >
            {t('yaml.reveal', { count: masked.hidden })}
          </ToggleButton>
        )}
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() => copy(text)}
        >
          {copied === text ? t('yaml.copied') : t('yaml.copy')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          onPress={() =>
            saveFile(
              new Blob([text], { type: 'text/yaml' }),
              `${object.kind}-${name}.yaml`,
            )
          }
        >
          {t('yaml.download')}
        </Button>
      </div>
      {inexact.length > 0 && (
        <ToneNotice tone="attention">
          {t('yaml.inexact', { fields: inexact.join(', ') })}
        </ToneNotice>
      )}
      <div className={styles.frame}>
        <Suspense fallback={<pre className={styles.plain}>{text}</pre>}>
          <YamlText label={label} text={text} wrap={wrap} />
        </Suspense>
      </div>
    </div>
  );
}
