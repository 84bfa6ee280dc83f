// The manual: its pages at the side, one beside them, with pictures of the real screens.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NotFoundScreen } from '../shell/screen-error.tsx'
import { intoView } from '../ui/into-view.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { pageNames, pictureOf, readPage } from './guide.ts'
import classes from './help.module.css'
import { type Block, type Inline, readMarkdown } from './markdown.ts'

const route = getRouteApi('/help/$page')

const usePages = () =>
  useQuery({
    queryKey: ['guide'],
    queryFn: async () =>
      Promise.all(
        pageNames.map(async (name) => {
          const blocks = readMarkdown((await readPage(name)) ?? '')
          const [first] = blocks
          return { name, title: first?.kind === 'heading' ? first.text : name, blocks }
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
          <ul className={classes.pages}>
            {(data ?? []).map((each) => (
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
    case 'picture': {
      const address = pictureOf(block.source)
      return address === null ? null : <img src={address} alt={block.words} loading="lazy" />
    }
  }
}

function Line({ content }: { readonly content: readonly Inline[] }) {
  return content.map((part, at) => {
    if (part.kind === 'code') return <code key={at}>{part.text}</code>
    if (part.kind === 'strong') return <b key={at}>{part.text}</b>
    if (part.kind !== 'link') return part.text
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
