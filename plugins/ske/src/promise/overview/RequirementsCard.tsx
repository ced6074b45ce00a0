import {
  readRequirements,
  type PromiseRequirement,
  type StateTone,
} from '@kratix-portal/plugin-ske-common';
import { Link, Text } from '@backstage/ui';
import { SectionCard, ToneBadge } from '../../parts';
import { useLinks } from '../../routes';
import { objectsAt, textAt } from '../../values';
import { useWords } from '../../words';
import type { PromiseTabProps } from '../tab/PromiseTabProps';
import styles from './cards.module.css';

const TONES: Readonly<Record<PromiseRequirement['state'], StateTone>> = {
  installed: 'positive',
  'not-installed': 'negative',
  'wrong-version': 'negative',
  'not-available': 'attention',
  unknown: 'neutral',
};

/** The Promises that this Promise requires, with their states, and the Promises that require this Promise. */
export function RequirementsCard({ object }: PromiseTabProps) {
  const t = useWords();
  const links = useLinks();
  const requirements = readRequirements(object);
  const requiredBy = objectsAt(object.status, 'requiredBy').flatMap(each => {
    const name = textAt(each, 'promise', 'name') ?? textAt(each, 'name');
    return name === undefined ? [] : [name];
  });
  if (requirements.length === 0 && requiredBy.length === 0) {
    return null;
  }
  return (
    <SectionCard title={t('promise.requirements.title')}>
      {requirements.length > 0 && (
        <ul className={styles.list}>
          {requirements.map(({ name, version, state }) => (
            <li key={`${name} ${version}`} className={styles.row}>
              <Link href={links.promise(name)} className={styles.rowName}>
                {name}
              </Link>
              {version !== undefined && (
                <Text as="span" color="secondary">
                  {t('promise.requirements.version', { version })}
                </Text>
              )}
              <ToneBadge tone={TONES[state]}>
                {t(`promise.requirements.${state}`)}
              </ToneBadge>
            </li>
          ))}
        </ul>
      )}
      {requiredBy.length > 0 && (
        <Text as="p" className={styles.text}>
          {t('promise.requirements.requiredBy')}{' '}
          {requiredBy.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <Link href={links.promise(name)}>{name}</Link>
            </span>
          ))}
        </Text>
      )}
    </SectionCard>
  );
}
