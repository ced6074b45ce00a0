import { toastApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { announce } from './announce';

/** Shows a message on whatever page the user is, and announces it to screen readers. */
export function useReport(): (
  message: string,
  status: 'success' | 'warning',
) => void {
  const toasts = useApiHolder().get(toastApiRef);
  return useCallback(
    (message, status) => {
      announce(message);
      toasts?.post({ title: message, status });
    },
    [toasts],
  );
}
