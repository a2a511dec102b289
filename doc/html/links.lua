-- Links between pages, and to README.md, which is the index, as they are in HTML.
-- What is no page, such as a source file, is only named.
local here = PANDOC_STATE.input_files[1]

function Link(link)
	local path, place = link.target:match("^([^#]*)(#?.*)$")
	if path == "" or path:match("^%a+:") then
		return link
	end
	if not path:match("%.md$") then
		return link.content
	end
	if not here:match("/") and path == "README.md" or path:match("^[./]+/README.md$") then
		path = path:gsub("README.md$", "index.md")
	end
	link.target = path:gsub("%.md$", ".html") .. place
	return link
end

function Pandoc(page)
	if here ~= "README.md" then
		local index = pandoc.utils.stringify(page.meta.index)
		table.insert(page.blocks, 1, pandoc.Para({ pandoc.Link("contact_center", index) }))
	end
	return page
end
