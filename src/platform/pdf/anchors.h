// On which page of a PDF each anchor of its HTML stands, counted from 1: what a table of contents needs. Reads the documents
// that FromHtml makes (named destinations beside a tree of pages); of any other it answers what it finds, perhaps nothing.
// Only anchors that something in the document leads to are there. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace sinergi::pdf {

std::map<std::string, int> PagesOfAnchors(std::string_view document);

}  // namespace sinergi::pdf
