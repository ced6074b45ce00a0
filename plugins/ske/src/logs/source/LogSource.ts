/**
 * Where Kubernetes has the log of one attempt of a container, as far as the page knows:
 * - `growing`: the container runs, so its log continues.
 * - `ended`: the attempt has ended, and no other attempt has started.
 * - `previous`: the next attempt has started. Kubernetes keeps the log of one attempt before that.
 * - `lost`: Kubernetes no longer has the log, because there were more attempts.
 */
export type LogSource = 'growing' | 'ended' | 'previous' | 'lost';
