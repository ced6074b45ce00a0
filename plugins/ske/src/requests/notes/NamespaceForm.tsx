import { isDnsLabel } from '@kratix-portal/plugin-ske-common';
import { Button, TextField } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { useWords } from '../../words';
import styles from './NamespaceForm.module.css';

/** Asks the user for a namespace that the portal does not know. */
export function NamespaceForm(props: { onAdd(namespace: string): void }) {
  const t = useWords();
  const [text, setText] = useState('');
  const [isInvalid, setInvalid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const namespace = text.trim();
    if (!isDnsLabel(namespace)) {
      setInvalid(true);
      return;
    }
    props.onAdd(namespace);
    setText('');
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.line}>
        <TextField
          className={styles.field}
          size="small"
          label={t('requests.namespace.label')}
          value={text}
          isInvalid={isInvalid}
          onChange={value => {
            setText(value);
            setInvalid(false);
          }}
        />
        <Button type="submit" variant="secondary" size="small">
          {t('requests.namespace.submit')}
        </Button>
      </div>
      {/* The region exists before the message does, so that screen readers speak it. */}
      <p role="alert" className={styles.error}>
        {isInvalid && t('requests.namespace.invalid')}
      </p>
    </form>
  );
}
