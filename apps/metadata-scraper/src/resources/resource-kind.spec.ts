import { isUnsaid, resourceKind } from './resource-kind.ts';

describe('resourceKind', () => {
  it.each([
    ['text/html', 'html'],
    ['application/xhtml+xml', 'html'],
    ['image/png', 'image'],
    ['video/mp4', 'video'],
    ['audio/ogg', 'audio'],
    ['application/pdf', 'pdf'],
    ['application/rss+xml', 'feed'],
    ['application/feed+json', 'json'],
    ['text/plain', 'text'],
    ['application/zip', 'other'],
  ])('reads %s as %s, whatever its bytes', async (contentType, kind) => {
    expect(isUnsaid(contentType)).toBe(false);
    expect(await resourceKind(contentType, Buffer.from('<!doctype html>'))).toBe(kind);
  });

  it.each([
    ['  \n<!DOCTYPE html><p>', 'html'],
    ['\ufeff<html>', 'html'],
    ['<Title>x', 'html'],
    ['<!-- a page --><p>', 'html'],
    ['<?xml version="1.0"?>\n<!-- made by -->\n<rss version="2.0">', 'feed'],
    ['<feed xmlns="http://www.w3.org/2005/Atom">', 'feed'],
    ['<?xml version="1.0"?><!DOCTYPE html><html>', 'html'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'image'],
    ['<?xml version="1.0"?><urlset>', 'other'],
    ['%PDF-1.7\n', 'pdf'],
    ['GIF89a', 'image'],
    ['fLaC', 'audio'],
    ['nothing known', 'other'],
    ['', 'other'],
  ])('goes by the first bytes where the type says nothing: %j is %s', async (start, kind) => {
    for (const unsaid of [null, 'application/octet-stream', 'text/xml']) {
      expect(isUnsaid(unsaid)).toBe(true);
      expect(await resourceKind(unsaid, Buffer.from(start))).toBe(kind);
    }
  });
});
