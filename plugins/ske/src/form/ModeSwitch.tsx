import { ToggleButton } from '@backstage/ui';
import { DisabledReason } from '../parts';
import { useWords } from '../words';
import styles from './ManifestForm.module.css';

/** Switches between the form and YAML. If the content cannot be shown in the other mode, the switch is disabled. */
export function ModeSwitch(props: {
  mode: 'form' | 'yaml';
  /** Why the user cannot switch now. */
  blocked: string | undefined;
  onForm(): void;
  onYaml(): void;
}) {
  const { mode, blocked, onForm, onYaml } = props;
  const t = useWords();
  return (
    <div role="group" aria-label={t('form.mode')} className={styles.modes}>
      {mode === 'yaml' && blocked !== undefined ? (
        <DisabledReason label={t('form.mode.form')} reason={blocked} />
      ) : (
        <ToggleButton
          size="small"
          isSelected={mode === 'form'}
          onChange={() => mode === 'yaml' && onForm()}
        >
          {t('form.mode.form')}
        </ToggleButton>
      )}
      {mode === 'form' && blocked !== undefined ? (
        <DisabledReason label={t('form.mode.yaml')} reason={blocked} />
      ) : (
        <ToggleButton
          size="small"
          isSelected={mode === 'yaml'}
          onChange={() => mode === 'form' && onYaml()}
        >
          {t('form.mode.yaml')}
        </ToggleButton>
      )}
    </div>
  );
}
