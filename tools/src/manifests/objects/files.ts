import { basename } from 'node:path';

import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';

import type { Installation, Subject } from '../subject.ts';
import { metadataOf } from './metadata.ts';

const VOLUME = 'files';

/** What a service's files are called in its folder, with their texts. */
export const fileTexts = ({ service }: Pick<Installation, 'service'>): Readonly<Record<string, string>> =>
  Object.fromEntries(service.files.map(({ path, text }) => [basename(path), text]));

export const filesName = (service: string): string => `${service}-files`;

/** Where a service reads them. */
export const filesFolder = (service: string): string => `/etc/${service}`;

/** The files that a service reads; none where it names none. */
export const filesMap = (subject: Subject): readonly IConfigMap[] => {
  const { name, files } = subject.service;
  if (files.length === 0) return [];
  const metadata = { ...metadataOf(subject), name: filesName(name) };
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ...fileTexts(subject) } }];
};

export const filesVolumes = ({ service: { name, files } }: Subject): readonly IVolume[] =>
  files.length === 0 ? [] : [{ name: VOLUME, configMap: { name: filesName(name) } }];

export const filesMounts = ({ service: { name, files } }: Subject): readonly IVolumeMount[] =>
  files.length === 0 ? [] : [{ name: VOLUME, mountPath: filesFolder(name), readOnly: true }];
