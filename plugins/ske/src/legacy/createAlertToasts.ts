import type { AlertApi, ToastApi } from '@backstage/frontend-plugin-api';

const SEVERITIES = {
  neutral: 'info',
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'error',
} as const;

/** Shows toasts as alerts, which every app has. */
export function createAlertToasts(alertApi: Pick<AlertApi, 'post'>): ToastApi {
  return {
    post({ title, status = 'success' }) {
      alertApi.post({
        message: String(title),
        severity: SEVERITIES[status],
        display: status === 'danger' ? 'permanent' : 'transient',
      });
      // An alert cannot be closed by a program.
      return { close: () => {} };
    },
  };
}
