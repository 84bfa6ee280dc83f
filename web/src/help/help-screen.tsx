// The manual: its pages at the side, one beside them, with pictures of the real screens.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NotFoundScreen } from '../shell/screen-error.tsx'
import { intoView } from '../ui/into-view.ts'
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx'
import { pageNames, parts, pictureOf, readPage, sizeOf } from './guide.ts'
import classes from './help.module.css'
import { type Block, type Inline, readMarkdown } from './markdown.ts'

const route = getRouteApi('/help/$page')

const usePages = () =>
  useQuery({
    queryKey: ['guide'],
    queryFn: async () =>
      Promise.all(
        pageNames.map(async ({ name, part }) => {
          const blocks = readMarkdown((await readPage(name)) ?? '')
          const [first] = blocks
          return { name, part, title: first?.kind === 'heading' ? first.text : name, blocks }
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

export function HelpScreen() {
  const { t } = useTranslation('shell')
  const here = route.useParams().page
  const { data } = usePages()
  const page = data?.find((each) => each.name === here)
  return (
    <div className={classes.help}>
      <aside className={classes.side}>
        <Link to="/" className="s">
          ← {t('error.toDashboard')}
        </Link>
        <nav aria-label={t('manual')}>
          {data === undefined ? (
            <SkeletonRows rows={12} />
          ) : (
            parts.map((part) => (
              <div key={part} className={classes.part}>
                <p className={classes.partHead}>{t(`manualPart.${part}`)}</p>
                <ul className={classes.pages}>
                  {data
                    .filter((each) => each.part === part)
                    .map((each) => (
                      <li key={each.name}>
                        <Link
                          to="/help/$page"
                          params={{ page: each.name }}
                          className={`${classes.page} ${each.name === here ? classes.here : ''}`}
                          {...(each.name === here && { 'aria-current': 'page' as const, ref: intoView })}
                        >
                          {each.title}
                        </Link>
                      </li>
                    ))}
                </ul>
              </div>
            ))
          )}
        </nav>
      </aside>
      <main className={classes.text} id="content" tabIndex={0}>
        {data === undefined ? (
          <Skeleton height={320} />
        ) : page === undefined ? (
          <NotFoundScreen />
        ) : (
          page.blocks.map((block, at) => <Piece key={at} block={block} />)
        )}
      </main>
    </div>
  )
}

const levels = ['h1', 'h2', 'h3', 'h4'] as const

function Piece({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      const Level = levels[block.level - 1] ?? 'h4'
      return <Level id={block.anchor}>{block.text}</Level>
    }
    case 'paragraph':
      return (
        <p>
          <Line content={block.content} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Line content={item} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return (
        <div className={classes.wide} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, at) => (
                  <th key={at} scope="col">
                    <Line content={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, index) => (
                    <td key={index}>
                      <Line content={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      )
    case 'picture':
      return <Picture source={block.source} words={block.words} />
  }
}

/** A picture in the text, whole in a tab of its own. */
function Picture({ source, words }: { readonly source: string; readonly words: string }) {
  const address = pictureOf(source)
  const [width, height] = sizeOf(source) ?? []
  return address === null ? null : (
    <a href={address} target="_blank" rel="noreferrer" className={classes.picture}>
      <img
        src={address}
        alt={words}
        width={width}
        height={height}
        loading="lazy"
        className={source.includes('-telefon') || source.includes('portal') ? classes.phone : ''}
      />
    </a>
  )
}

function Line({ content }: { readonly content: readonly Inline[] }) {
  return content.map((part, at) => {
    if (part.kind === 'code') return <code key={at}>{part.text}</code>
    if (part.kind === 'strong') return <b key={at}>{part.text}</b>
    if (part.kind === 'picture') return <Picture key={at} source={part.source} words={part.words} />
    if (part.kind !== 'link') return part.text
    const picture = pictureOf(part.to)
    if (picture !== null)
      return (
        <a key={at} href={picture} target="_blank" rel="noreferrer">
          {part.text}
        </a>
      )
    const page = /^([\w-]+)\.md(?:#(.*))?$/.exec(part.to)
    if (page?.[1] !== undefined)
      return (
        <Link key={at} to="/help/$page" params={{ page: page[1] }} {...(page[2] !== undefined && { hash: page[2] })}>
          {part.text}
        </Link>
      )
    return /^(https?:|#)/.test(part.to) ? (
      <a key={at} href={part.to} {...(part.to.startsWith('#') ? {} : { target: '_blank', rel: 'noreferrer' })}>
        {part.text}
      </a>
    ) : (
      <span key={at}>{part.text}</span>
    )
  })
}
