/** The user of a verified token, as the cluster sees it. */
export interface ImpersonatedUser {
  name: string;
  groups: string[];
}
